"""How a claim is said in one line: phrases as data (english/phrases.yaml), and what makes a line of one."""
