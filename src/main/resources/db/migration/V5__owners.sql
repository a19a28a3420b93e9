-- Whose a video is, and what was asked for: what the service shows, and to whom.

alter table videos
    add column owner varchar(100) not null default 'local',
    add column request jsonb,
    add column callback_url text;

comment on column videos.owner is 'whose key asked for the video; local: somebody on this machine';
comment on column videos.request is 'what was asked for, as the API takes it, without files';
comment on column videos.callback_url is 'is told what becomes of the video';

create index idx_videos_owner on videos (owner, created_at desc, id);
create index idx_videos_listed on videos (created_at desc, id);
