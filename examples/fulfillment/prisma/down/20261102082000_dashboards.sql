DROP TABLE user_preferences;
DROP TABLE dashboard_layouts;
