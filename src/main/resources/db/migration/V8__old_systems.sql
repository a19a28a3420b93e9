-- What the clients of the older systems come back for, and what a plain SQL client of their tables needs.

create table picture_requests (
    owner varchar(100) primary key,
    messages text not null,
    participants text not null,
    requested_at timestamptz not null default now()
);
comment on table picture_requests is 'the messages of which each caller has asked for pictures last, as JSON';

create table listings (
    id bigserial primary key,
    owner varchar(100) not null,
    title text not null,
    description text,
    price jsonb,
    category text,
    video_url text,
    thumbnail_url text,
    script text,
    status varchar(20) not null default 'active',
    created_at timestamptz not null default now()
);
comment on table listings is 'ads that were published, each with its video';
create index listings_owner on listings (owner, id);

alter table voices
    add column arrival bigserial,
    add column attempts integer not null default 0,
    add column leased_until timestamptz;
comment on column voices.arrival is 'tells rows apart that were inserted in one transaction: the order of the messages';
comment on column voices.attempts is 'how often a row that a client inserted was begun to be spoken';
comment on column voices.leased_until is 'until then nobody else begins with such a row';

create index voices_waiting on voices (created_at) where scene_index is null and status in ('pending', 'processing');
create index videos_unclaimed on videos (created_at) where lane is null and status = 'pending';
