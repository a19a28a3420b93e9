select cast(id as text) as id from voices
where request = coalesce(cast(:#${header.request} as text), cast(:#${exchangeProperty.lines?.key} as text)) and status in ('pending', 'processing')
order by arrival
