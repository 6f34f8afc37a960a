/** Tables in HSQLDB or PostgreSQL; nobody else knows a database driver. */
package modelscan.store.sql;
