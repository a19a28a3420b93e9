-- Who may ask (keys, sessions), what is told of videos (events, webhooks), and how far they are (parts of stages).

create table api_keys (
    id uuid primary key default gen_random_uuid(),
    owner varchar(100) not null,
    name varchar(100) not null,
    hash bytea not null unique,
    admin boolean not null default false,
    webhook_secret varchar(200),
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at timestamptz
);
create unique index api_keys_name on api_keys (name) where revoked_at is null;
comment on column api_keys.owner is 'whose the videos are that are asked for with the key';
comment on column api_keys.hash is 'SHA-256 of the key; the key itself is nowhere';
comment on column api_keys.webhook_secret is 'signs what is told of the videos of the key''s owner; null: the house''s secret does';

create table api_sessions (
    hash bytea primary key,
    key_hash bytea not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
comment on table api_sessions is 'browsers that have logged in: SHA-256 of the cookie and of the key';

-- Events ------------------------------------------------------------------------------------------------------------------

create table video_events (
    txid xid8 not null default pg_current_xact_id(),
    id bigint generated always as identity,
    video_id uuid not null,
    owner varchar(100) not null,
    deleted boolean not null default false,
    at timestamptz not null default clock_timestamp(),
    primary key (txid, id)
);
comment on table video_events is 'that something of a video has changed; what it is now, its tables say';
comment on column video_events.txid is 'events are read in this order, and only those below the oldest transaction under way: '
    'a later one may be seen first, but then the earlier one would be missed by whoever remembers the later';
create index video_events_video on video_events (video_id, txid, id);
create index video_events_at on video_events (at);

create table video_events_removed (
    id boolean primary key default true check (id),
    txid xid8 not null
);
comment on table video_events_removed is 'up to where events were removed: who remembers an older one may have missed some';
insert into video_events_removed (txid) values ('0');

create function tell_of_video() returns trigger language plpgsql as $$
begin
    insert into video_events (video_id, owner, deleted) values (
        case when tg_op = 'DELETE' then old.id else new.id end,
        case when tg_op = 'DELETE' then old.owner else new.owner end,
        tg_op = 'DELETE'
    );
    perform pg_notify('video_events', '');
    return null;
end $$;

create trigger videos_tell_coming_and_going after insert or delete on videos
    for each row execute function tell_of_video();
create trigger videos_tell after update on videos
    for each row when (
        (old.status, old.title, old.degraded, old.error_code, old.error_message, old.output_video_path, old.owner, floor(old.progress))
        is distinct from
        (new.status, new.title, new.degraded, new.error_code, new.error_message, new.output_video_path, new.owner, floor(new.progress))
    ) execute function tell_of_video();

create function tell_of_stage() returns trigger language plpgsql as $$
begin
    insert into video_events (video_id, owner) select id, owner from videos where id = new.video_id;
    perform pg_notify('video_events', '');
    return null;
end $$;

create trigger video_stages_tell after insert on video_stages
    for each row execute function tell_of_stage();

-- Webhooks ----------------------------------------------------------------------------------------------------------------

create table webhook_deliveries (
    id uuid primary key default gen_random_uuid(),
    video_id uuid not null references videos (id) on delete cascade,
    owner varchar(100) not null,
    url text not null,
    type varchar(40) not null,
    payload text,
    attempts integer not null default 0,
    next_at timestamptz default now(),
    last_status integer,
    last_error text,
    created_at timestamptz not null default now(),
    delivered_at timestamptz,
    given_up_at timestamptz
);
comment on table webhook_deliveries is 'what is to be told to whom, written down together with what it tells of';
comment on column webhook_deliveries.payload is 'as it was at the first attempt, the same at each';
comment on column webhook_deliveries.next_at is 'when it is tried next; null: it is over';
create index webhook_deliveries_next on webhook_deliveries (next_at) where next_at is not null;
create index webhook_deliveries_video on webhook_deliveries (video_id);

create table webhook_secret (
    id boolean primary key default true check (id),
    secret varchar(200) not null
);
comment on table webhook_secret is 'signs where no setting names a secret; made up once';

create function owe_webhook() returns trigger language plpgsql as $$
begin
    insert into webhook_deliveries (video_id, owner, url, type)
    values (new.id, new.owner, new.callback_url, 'video.' || new.status);
    return null;
end $$;

create trigger videos_owe_webhook after update of status on videos
    for each row when (
        new.callback_url is not null and new.status in ('completed', 'failed') and old.status is distinct from new.status
    ) execute function owe_webhook();

-- Progress ----------------------------------------------------------------------------------------------------------------

alter table videos add column expected jsonb;
comment on column videos.expected is 'seconds that each stage is expected to take; what the percentage is weighted by';

alter table video_stages add column part double precision not null default 0;
comment on column video_stages.part is 'how much of the stage is done, 0 to 1';
update video_stages set part = 1 where finished_at is not null;

alter table visuals add column total integer;
comment on column visuals.total is 'how many visuals the video has';

create index idx_videos_measured on videos (format, completed_at desc) where status = 'completed' and completed_at is not null;

create table stage_rates (
    format varchar(20) not null,
    stage varchar(30) not null,
    seconds double precision not null,
    each_scene boolean not null,
    primary key (format, stage)
);
comment on table stage_rates is 'how long a stage takes where no video of the format was made yet (format *: any other)';
comment on column stage_rates.each_scene is 'whether the seconds are those of one scene';

insert into stage_rates (format, stage, seconds, each_scene) values
    ('*', 'script', 15, false),
    ('*', 'scenes', 0.3, false),
    ('*', 'voices', 0.4, true),
    ('*', 'visuals', 0.8, true),
    ('*', 'assembly', 0.1, false),
    ('*', 'compose', 3, true),
    ('chat', 'visuals', 0.15, true),
    ('chat', 'voices', 0.15, true),
    ('chat', 'compose', 1.2, true);

-- The median of what the format's latest videos took, stage by stage; what none has taken yet, the rates say.
create function expected_stages(of_format varchar, scenes integer, written boolean) returns jsonb language sql stable as $$
    with rates as (
        select distinct on (stage) stage, seconds, each_scene from stage_rates
        where format in (of_format, '*') and (written or stage <> 'script')
        order by stage, format = '*'
    ),
    latest as (
        select id, greatest(scene_count, 1) scene_count from videos
        where format = of_format and status = 'completed' and completed_at is not null and scene_count is not null
        order by completed_at desc limit 20
    ),
    measured as (
        select stage, percentile_cont(0.5) within group (order by
            extract(epoch from finished_at - started_at) / case when each_scene then latest.scene_count else 1 end) seconds
        from latest join video_stages on video_id = latest.id join rates using (stage)
        where finished_at > started_at
        group by stage
    ),
    usual as (
        select coalesce(scenes, percentile_disc(0.5) within group (order by scene_count), 8) scene_count from latest
    )
    select jsonb_object_agg(stage, greatest(0.001, coalesce(measured.seconds, rates.seconds)
        * case when each_scene then greatest(usual.scene_count, 1) else 1 end))
    from rates left join measured using (stage) cross join usual
$$;

create function expect_stages() returns trigger language plpgsql as $$
begin
    new.expected = expected_stages(
        new.format, new.scene_count, new.scene_count is null or tg_op = 'UPDATE' and coalesce(old.expected ? 'script', false));
    return new;
end $$;

create trigger videos_expect_stages before insert or update of scene_count, format on videos
    for each row when (new.status in ('pending', 'processing')) execute function expect_stages();

update videos set expected = expected_stages(format, scene_count, scene_count is null)
where status in ('pending', 'processing');

-- Seconds of work that are done, of all that are expected.
create function video_work(v videos, out done double precision, out total double precision) language sql stable as $$
    select coalesce(sum(cast(value as double precision) * coalesce(part, 0)), 0), coalesce(sum(cast(value as double precision)), 0)
    from jsonb_each_text(v.expected) stages left join video_stages on video_id = v.id and stage = key
$$;

create function note_progress() returns trigger language plpgsql as $$
begin
    -- Only the end is the end, and what was shown once is not taken back.
    update videos set progress = least(99, 100 * work.done / work.total)
    from videos v cross join lateral video_work(v) work
    where v.id = new.video_id and videos.id = v.id and work.total > 0
        and videos.status in ('pending', 'processing')
        and videos.progress < least(99, 100 * work.done / work.total);
    return null;
end $$;

create trigger video_stages_note_progress after insert or update of part on video_stages
    for each row when (new.part > 0) execute function note_progress();

create function note_voice() returns trigger language plpgsql as $$
begin
    update video_stages set part = greatest(part, least(1, (
        select count(*) from voices
        where video_id = new.video_id and scene_index is not null and status in ('completed', 'failed')
    ) / nullif(cast(scene_count as double precision), 0)))
    from videos
    where video_id = new.video_id and stage = 'voices' and id = video_id and scene_count is not null;
    return null;
end $$;

create trigger voices_note after insert or update of status on voices
    for each row when (new.scene_index is not null and new.status in ('completed', 'failed')) execute function note_voice();

create function note_visual() returns trigger language plpgsql as $$
declare
    made integer := (select count(*) from visuals where video_id = new.video_id);
begin
    update video_stages set
        part = greatest(part, least(1, made / cast(greatest(new.total, 1) as double precision))),
        finished_at = case when made >= new.total then coalesce(finished_at, clock_timestamp()) end
    where video_id = new.video_id and stage = 'visuals';
    return null;
end $$;

create trigger visuals_note after insert or update on visuals
    for each row when (new.total is not null) execute function note_visual();

-- What is left, at the pace of this video so far; at its beginning, at the pace that is expected.
create function video_time_left(v videos) returns double precision language sql stable as $$
    select case when v.status = 'processing' and work.total > 0 then
        greatest(1, round((work.total - work.done) * least(5, greatest(0.2,
            (elapsed + 0.1 * work.total) / (work.done + 0.1 * work.total)))))
    end
    from video_work(v) work cross join (
        select coalesce(extract(epoch from clock_timestamp() - min(started_at)), 0) elapsed
        from video_stages where video_id = v.id
    ) time
$$;
