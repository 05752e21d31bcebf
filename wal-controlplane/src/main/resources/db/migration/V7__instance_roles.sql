ALTER TABLE instance ADD COLUMN role text;

COMMENT ON COLUMN instance.role IS 'server or consumer; null: the process did not say, and counts as both';
