select id, owner, title, description, price::text as price, category, video_url, thumbnail_url, script, status,
    to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created
from listings
where owner = :#owner
order by id desc
