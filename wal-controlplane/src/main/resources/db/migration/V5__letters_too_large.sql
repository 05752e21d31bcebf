-- What has to go to another queue that takes no record of its size is given up with this reason.

ALTER TABLE dead_letter DROP CONSTRAINT dead_letter_reason_check;
ALTER TABLE dead_letter ADD CONSTRAINT dead_letter_reason_check
    CHECK (reason IN ('unspecified', 'rejected', 'attempts_exhausted', 'expired', 'malformed', 'too_large'));
