-- What people bring along for more than one video: backgrounds, music, files in buckets; and whose voices are whose.

create table library (
    id uuid primary key default gen_random_uuid(),
    kind varchar(20) not null,
    name varchar(255) not null,
    key varchar(500) not null,
    owner varchar(100) not null,
    content_type varchar(100) not null,
    seconds double precision not null default 0,
    width integer not null default 0,
    height integer not null default 0,
    created_at timestamptz not null default now()
);
comment on table library is 'backgrounds and music that were handed in; those in config are in none of these rows';
create unique index library_name on library (kind, owner, lower(name));

create table files (
    bucket varchar(100) not null,
    name varchar(300) not null,
    key varchar(500) not null,
    owner varchar(100) not null,
    content_type varchar(100) not null,
    size bigint not null,
    created_at timestamptz not null default now(),
    primary key (bucket, name)
);
comment on table files is 'files in buckets: what callers named, and the key under which it lies';
create index files_owner on files (owner);

alter table voice_mappings add column owner varchar(100);
comment on column voice_mappings.owner is 'whose mapping it is; null: for all';

alter table voice_samples add column owner varchar(100);
comment on column voice_samples.owner is 'who handed it in; null: somebody on this machine';
