-- Voices that others ask for by the queue jobber-requests.

alter table voices add column request varchar(64);
comment on column voices.request is 'hash of the request on jobber-requests that the row belongs to; null: of none';
create index voices_request on voices (request) where request is not null;
