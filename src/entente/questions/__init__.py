"""What people ask of the register, one function a question: the command line, the web desk and programs ask the same ones."""
