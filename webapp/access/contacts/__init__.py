"""Another phone or e-mail address: who may name it, and what ends with the old one."""
