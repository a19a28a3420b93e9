-- What the API remembers, and finds fast.

alter table videos add column if not exists told text;
comment on column videos.told is 'the text that is told, once there is a script';

create index if not exists idx_videos_owner_status on videos (owner, status, created_at desc, id);
create index if not exists idx_videos_owner_format on videos (owner, format, created_at desc, id);

create table idempotency_keys (
    owner varchar(100) not null,
    key varchar(200) not null,
    body varchar(64) not null,
    video_id uuid,
    answer text,
    created_at timestamptz not null default now(),
    taken_at timestamptz not null default now(),
    primary key (owner, key)
);
comment on table idempotency_keys is 'requests that are the same however often they come';
comment on column idempotency_keys.body is 'hash of the request';
comment on column idempotency_keys.video_id is 'what came of it; may not have been accepted yet';
comment on column idempotency_keys.answer is 'as it was given; null: the request is still worked on';
comment on column idempotency_keys.taken_at is 'since when the request is worked on';
create index idempotency_keys_created on idempotency_keys (created_at);
