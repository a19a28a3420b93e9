-- Voices that others ask for by the queue jobber-requests.

alter table voices add column request varchar(64);
comment on column voices.request is 'hash of the request on jobber-requests that the row belongs to; null: of none';
create index voices_request on voices (request) where request is not null;

-- Their queues, so that none stays behind whose worker never came, or went down. Nothing refers to the video: when that is
-- gone, its queues are still to be removed.
create table request_queues (
    queue varchar(255) primary key,
    video_id uuid not null,
    request varchar(64) not null,
    opened_at timestamptz not null default now()
);
comment on table request_queues is 'temporary queues of requests for voices, until they are swept';
comment on column request_queues.request is 'hash of the request, as in voices.request';
