/** The socket of the shell, its protocol, and the sessions behind it. */
package modelscan.shell.commands.socket;
