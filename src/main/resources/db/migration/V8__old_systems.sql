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
