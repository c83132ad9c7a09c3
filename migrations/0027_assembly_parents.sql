-- A file's assembly may nest others: whose line it is, by name; null where the file names none.
ALTER TABLE cad_assembly_relations ADD COLUMN parent_name TEXT;
