-- Up Migration
-- Compiling a statement to machine code costs this schema's long set-based statements more than it saves: they are many expressions over few rows.
-- Sessions that begin from now on do without; on a server that does not let the owner of a database say so, they go on as before.
DO $$
BEGIN
  EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'jit stays as the server has it: %', SQLERRM;
END $$;
