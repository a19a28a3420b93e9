-- Unfinished videos that nobody is at work on, the oldest first. Each time that nothing has come of it, the pause is twice
-- as long, up to twenty times; and as long as its messages may wait in a long queue, it is hours.
with dead as (
    select video_id, count(distinct process) as processes from steps
    where alive_at < now() - cast(:#${properties:kinoroute.recovery.stale} as interval)
    group by video_id
),
stale as (
    select v.id, v.created_at, v.scene_count, v.assembled, now_at.standing, r.since,
        r.standing is distinct from now_at.standing as moved,
        r.driven, r.fruitless + coalesce(dead.processes, 0) as fruitless
    from videos v
    left join recoveries r on r.video_id = v.id
    left join dead on dead.video_id = v.id
    cross join lateral (
        select video_standing(v) as standing,
            case when v.scene_count is null then 'script' when v.assembled then 'compose' else 'scenes' end as entry
    ) now_at
    where v.status in ('pending', 'processing') and not v.waiting and v.lane = :#${properties:kinoroute.lane}
        and (
            coalesce(cast(:#${header.all} as boolean), false)
            -- Alive it is: the broker gives what kills one process to the next one at once.
            or coalesce(r.fruitless, 0) + dead.processes >= cast(:#${properties:kinoroute.recovery.attempts} as integer)
            or v.alive_at < now() - cast(:#${properties:kinoroute.recovery.stale} as interval)
                and (r.driven_at is null or r.standing <> now_at.standing
                    or r.driven_at < now() - cast(:#${properties:kinoroute.recovery.stale} as interval) * least(power(2, r.driven), 20))
                and (now_at.entry <> all (string_to_array(:#${header.crowded}, ' '))
                    or greatest(v.alive_at, r.driven_at) < now() - cast(:#${properties:kinoroute.recovery.stale} as interval) * 120)
        )
),
buried as (
    delete from steps using stale
    where steps.video_id = stale.id
        and steps.alive_at < now() - cast(:#${properties:kinoroute.recovery.stale} as interval)
),
noted as (
    insert into recoveries (video_id, driven_at, driven, fruitless, standing, since)
    select id, clock_timestamp(),
        case when moved then 1 else driven + 1 end,
        case when moved then 0 else fruitless end,
        standing,
        case when moved then now() else since end
    from stale
    on conflict (video_id) do update set
        driven_at = excluded.driven_at,
        driven = excluded.driven,
        fruitless = excluded.fruitless,
        standing = excluded.standing,
        since = excluded.since
    returning video_id, driven, fruitless, since
)
select cast(noted.video_id as text) as id, noted.driven, noted.fruitless,
    to_char(noted.since at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') as since,
    coalesce(
        (select stage from video_stages
            where video_id = noted.video_id and finished_at is null and stage <> 'queued' order by started_at desc limit 1),
        case when scene_count is null then 'script' when assembled then 'compose' else 'scenes' end) as stage,
    noted.fruitless >= cast(:#${properties:kinoroute.recovery.attempts} as integer) as hopeless,
    noted.since < now() - cast(:#${properties:kinoroute.recovery.patience} as interval) as forgotten
from noted join stale on stale.id = noted.video_id
order by stale.created_at, stale.id
