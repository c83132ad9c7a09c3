-- Up Migration
-- Where very many files hold the words of a query, those that name them in their title block are weighed first.
CREATE FUNCTION title_block_words(drawing_number TEXT, part_number TEXT, title TEXT, material TEXT) RETURNS TSVECTOR
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('simple', coalesce(drawing_number, '') || ' ' || coalesce(part_number, '') || ' ' || coalesce(title, '') || ' '
  || coalesce(material, ''));
CREATE INDEX extracted_metadata_title_words_idx ON extracted_metadata
  USING gin (title_block_words(drawing_number, part_number, title, material));

-- Down Migration
DROP INDEX extracted_metadata_title_words_idx;
DROP FUNCTION title_block_words;
