"""The HTTPS interface, one module a subject, each question behind the one check of `door`."""
