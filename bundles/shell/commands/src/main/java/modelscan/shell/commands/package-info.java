/** The shell: commands in scope {@code ms}, and the socket through which they are reached. */
package modelscan.shell.commands;
