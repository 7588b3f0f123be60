return CovidClassifier.Console.CovidApplication.Run(args);
