select messages, participants from picture_requests where owner = :#owner
