-- The beginning of what a receiver answered, without what looks like a secret; kept as long as its attempt.

ALTER TABLE webhook_delivery ADD COLUMN answer text NOT NULL DEFAULT '' CHECK (char_length(answer) <= 400);
