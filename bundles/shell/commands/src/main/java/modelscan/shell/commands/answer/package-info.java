/** What commands give back, and how it looks. */
package modelscan.shell.commands.answer;
