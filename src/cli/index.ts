process.stdout.write("Usage: gradwire <run|check|validate|ops> ...\n");
