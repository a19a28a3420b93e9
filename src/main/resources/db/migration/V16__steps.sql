-- What is being worked on: so that it is known of whom a video was taken up and never given back.

create table steps (
    id uuid primary key,
    video_id uuid not null references videos (id) on delete cascade,
    process uuid not null,
    alive_at timestamptz not null default clock_timestamp()
);
comment on table steps is 'messages that are being worked on; a row goes when its step ends in any way, and stays when its process dies';
comment on column steps.process is 'which process is at work on it';
comment on column steps.alive_at is 'when that process was last at work on it; touched every few seconds';

create index steps_of_video on steps (video_id);

comment on column recoveries.fruitless is 'how many processes died at work on it, and nothing came of it';
