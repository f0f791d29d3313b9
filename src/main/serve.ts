process.stdout.write("http://localhost\n");
