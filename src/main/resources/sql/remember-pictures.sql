insert into picture_requests (owner, messages, participants)
values (:#owner, :#${exchangeProperty.wanted.messages}, :#${exchangeProperty.wanted.participants})
on conflict (owner) do update
set messages = excluded.messages, participants = excluded.participants, requested_at = now()
