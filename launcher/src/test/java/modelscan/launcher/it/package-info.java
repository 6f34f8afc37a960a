/** Black-box tests of the assembled distribution, through its script. */
package modelscan.launcher.it;
