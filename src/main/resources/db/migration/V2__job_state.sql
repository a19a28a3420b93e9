-- What the pipeline knows of a video beyond what the older system knew. The tables say where a job stands; a message in
-- a queue only says that there is something to do.

alter table videos
    add column lane varchar(100),
    add column request_key varchar(64),
    add column format varchar(20),
    add column scene_count integer,
    add column assembled boolean not null default false,
    add column progress double precision not null default 0,
    add column degraded text[] not null default '{}',
    add column error_code varchar(50),
    add column error_message text;

comment on column videos.lane is 'the set of queues on which the video travels';
comment on column videos.request_key is 'hash of all that was asked for: the same request finds its unfinished video';
comment on column videos.assembled is 'every scene has its voice and its visual; what is left is to compose';
comment on column videos.progress is 'percent';
comment on column videos.degraded is 'what could not be made as asked, and why';

create index idx_videos_unfinished on videos (lane, status) where status in ('pending', 'processing');
create index idx_videos_request_key on videos (request_key);

alter table voices
    add column scene_index integer,
    add column engine varchar(50),
    add column voice jsonb;

comment on column voices.voice is 'what composition knows of the sound: key, length, words and their times';
comment on column voices.scene_index is 'place of the scene in the script, from 0; null in rows that others inserted';

create unique index voices_scene_key on voices (video_id, scene_index);
create unique index voice_mappings_character on voice_mappings (character_name);

create table visuals (
    video_id uuid not null references videos (id) on delete cascade,
    number integer not null,
    task jsonb not null,
    placeholder_key varchar(500),
    error_message text,
    created_at timestamptz not null default now(),
    primary key (video_id, number)
);
comment on table visuals is 'the visuals of a video that are there: as asked for, or a placeholder and why';

create table video_stages (
    video_id uuid not null references videos (id) on delete cascade,
    stage varchar(30) not null,
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    primary key (video_id, stage)
);
comment on table video_stages is 'when each stage of a video began and ended; stages overlap';

-- The Aggregator's memory (Camel's JdbcAggregationRepository): scenes that wait for their voice or visual.
create table assembly (
    id varchar(255) not null primary key,
    exchange bytea not null,
    version bigint not null
);
create table assembly_completed (
    id varchar(255) not null primary key,
    exchange bytea not null,
    version bigint not null
);
