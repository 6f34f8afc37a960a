package modelscan.store.sql;

/** Values of the configuration. */
record Words(String url, String user, String password) implements SqlStore.Config {
    static final Words EMBEDDED = new Words("", "", "");

    @Override
    public Class<SqlStore.Config> annotationType() {
        return SqlStore.Config.class;
    }
}
