"""What `jobs/pay.py` is made of: the month, prefilling, who is paid, the files, the bank's answer."""
