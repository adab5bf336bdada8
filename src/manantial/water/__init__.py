"""Systems, readings, service and figures with their rivals."""
