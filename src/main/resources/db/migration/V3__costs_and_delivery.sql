-- What a video costs, call by call; and whether its maker has got it.

alter table videos add column budget numeric(14, 6) not null default 0;
comment on column videos.budget is 'what the video may cost at most, in the currency of the prices; 0: no limit';

create table costs (
    id bigserial primary key,
    video_id uuid not null references videos (id) on delete cascade,
    item varchar(60) not null,
    provider varchar(100) not null,
    model varchar(100) not null,
    unit varchar(20) not null,
    quantity double precision not null,
    price numeric(14, 6) not null,
    reserved boolean not null,
    created_at timestamptz not null default clock_timestamp()
);
comment on table costs is 'what was spent on a video, and (reserved) what is set aside for calls under way';
create index costs_video on costs (video_id);

alter table videos add column delivered boolean not null default false;
comment on column videos.delivered is 'the command that asked for the video has copied its results';
