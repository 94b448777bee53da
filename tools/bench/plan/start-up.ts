/** Loads what a plan loads, Pulumi's SDK above all, and does nothing: what every plan costs before it begins. */
import '@espalier/cloud/plan';
