"""The head unit: user interface, telematics agent and cloud service."""
