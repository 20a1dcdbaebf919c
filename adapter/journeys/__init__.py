"""What happens, a file a journey: straight lines over ports, no technology named."""
