// Codes that only messages use.

CodeSystem: IpMessageElement
Id: ip-message-element
Title: "Names of the messages' elements"
Description: "The messages' own element names, for what a message says by which element it uses. The standards hold them."
* ^caseSensitive = true
* ^experimental = false
* ^content = #not-present
