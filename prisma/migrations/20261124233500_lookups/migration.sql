-- who opens a person's page, a file or a founder's holdings asks by these columns
CREATE INDEX "allocation_person_id_idx" ON "allocation" ("person_id");
CREATE INDEX "document_person_id_idx" ON "document" ("person_id");
CREATE INDEX "case_material_file_id_idx" ON "case_material" ("file_id");
