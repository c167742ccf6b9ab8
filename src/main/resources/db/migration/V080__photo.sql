-- Cleaned photographs (S3): what was uploaded is never kept. Until a submission takes them up they belong to nobody but whoever sent
-- them, and go after an hour.
create table approvals.photo (
    id            uuid primary key,
    uploader      text        not null check (uploader <> ''),
    uploaded_at   timestamptz not null,
    width         integer     not null check (width between 1 and 4096),
    height        integer     not null check (height between 1 and 4096),
    size          integer     not null check (size > 0),
    sha256        text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    removed       text[]      not null,
    submission_id uuid,
    position      integer     check (position >= 1),

    constraint attached_in_a_place check ((submission_id is null) = (position is null)),
    constraint one_photo_a_place unique (submission_id, position) deferrable initially deferred
);

create index photo_unattached on approvals.photo (uploader, uploaded_at) where submission_id is null;

-- Apart from what lists read.
create table approvals.photo_content (
    photo_id uuid  primary key references approvals.photo on delete cascade,
    jpeg     bytea not null check (substring(jpeg from 1 for 3) = '\xffd8ff')
);

-- Pictures do not become smaller by being packed once more.
alter table approvals.photo_content alter column jpeg set storage external;

-- A photograph stays the one that was looked at and cleared, with whoever sent it.
create function approvals.refuse_another_photo() returns trigger language plpgsql as $$
begin
    if (new.id, new.uploader, new.uploaded_at, new.width, new.height, new.size, new.sha256, new.removed)
            is distinct from (old.id, old.uploader, old.uploaded_at, old.width, old.height, old.size, old.sha256, old.removed)
        or old.submission_id is not null and new.submission_id is distinct from old.submission_id then
        raise exception 'Photograph % stays as it is', old.id;
    end if;
    return new;
end
$$;

create trigger photo_stays_as_it_is
    before update on approvals.photo
    for each row execute function approvals.refuse_another_photo();

create function approvals.refuse_another_picture() returns trigger language plpgsql as $$
begin
    raise exception 'The picture of a photograph stays as it is';
end
$$;

create trigger photo_content_stays_as_it_is
    before update on approvals.photo_content
    for each row execute function approvals.refuse_another_picture();
