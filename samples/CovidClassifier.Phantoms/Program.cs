using CovidClassifier.Phantoms;

if (args is not [string folder])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/CovidClassifier.Phantoms -- FOLDER");
    Console.Error.WriteLine("draws the bundled sets below FOLDER; samples/data redraws the repository's own, the packages' icon among them");
    return 2;
}

foreach ((string name, PhantomStudy study) in BundledSets.All)
{
    int images = PhantomFolder.Write(study, Path.Combine(folder, name));
    Console.WriteLine($"{Path.Combine(folder, name)}: {images} drawings");
}

File.WriteAllBytes(Path.Combine(folder, "icon.png"), BundledSets.Icon.ToPng());
return 0;
