"""The ways in: links, and pending sign-ins until somebody has proved who they are."""
