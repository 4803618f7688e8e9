"""A linter and form filler for rosters of village employment-assistance coordinators."""
