"""The parts of 续聘: who may go on, and the sheet that tells it."""
