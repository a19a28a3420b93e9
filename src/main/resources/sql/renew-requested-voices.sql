-- As long as the worker is there, nobody else need look after its lines.
update voices set leased_until = now() + interval '10 minutes'
where request = (select request from voices where id = cast(:#voice_row as uuid))
    and status in ('pending', 'processing')
    and leased_until < now() + interval '5 minutes'
