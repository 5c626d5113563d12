"""The owner's charge points: OCPP 1.6, 2.0.1 and 2.1, from plug to invoice line."""
