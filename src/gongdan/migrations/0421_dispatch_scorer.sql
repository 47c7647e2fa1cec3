-- Which plugged-in model's points were among the reasons of a decision ('': none).
ALTER TABLE dispatch_decision ADD COLUMN scorer text COLLATE "C" NOT NULL DEFAULT '';
