using System.Diagnostics;

namespace CovidClassifier.Tests.Hosts;

/// <summary>An application of a user's, which references the packed library: built and run in a folder of its own.</summary>
internal sealed class HostProgram : IDisposable
{
    private const string PackageVariable = "COVIDCLASSIFIER_PACKAGE";

    // ends what hangs; a first restore of all native libraries on a busy machine has taken ten minutes
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(25);

    private readonly TempFolder _folder = new();

    /// <param name="source">Program.cs, or Program.fs.</param>
    /// <param name="properties">MSBuild properties, as XML.</param>
    /// <param name="packages">References beside the library's, as XML.</param>
    /// <param name="sdk">The project's SDK.</param>
    /// <param name="language">cs or fs.</param>
    public HostProgram(string source, string properties = "", string packages = "", string sdk = "Microsoft.NET.Sdk", string language = "cs")
    {
        string package = Package();
        string version = Directory.GetFiles(package, "CovidClassifier.*.nupkg").Select(f => Path.GetFileNameWithoutExtension(f)["CovidClassifier.".Length..])
            .First(rest => char.IsAsciiDigit(rest[0]));
        _folder.Text("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_folder["packages"]}" /></config>
              <fallbackPackageFolders><add key="user" value="{UsersPackages()}" /></fallbackPackageFolders>
              <packageSources><add key="packed" value="{package}" /></packageSources>
            </configuration>
            """);
        _folder.Text($"app.{language}proj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                {properties}
              </PropertyGroup>
              <ItemGroup><PackageReference Include="CovidClassifier" Version="{version}" />{packages}</ItemGroup>
              <ItemGroup>{(language == "fs" ? "<Compile Include=\"Program.fs\" />" : "")}</ItemGroup>
            </Project>
            """);
        _folder.Text($"Program.{language}", source).Text("Directory.Build.props", "<Project />").Text("Directory.Packages.props", "<Project />");
        Version = version;
    }

    /// <summary>Where the packages are.</summary>
    public static string Packages => Package();

    /// <summary>The packed library's.</summary>
    public string Version { get; }

    public string this[string relative] => _folder[relative];

    /// <summary>What the tool wrote, if it ended well.</summary>
    public string Dotnet(params string[] arguments) => Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);

    /// <summary>What a program wrote, if it ended well.</summary>
    public string Run(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            // what goes on holds the folder, and takes the processor from the tests that follow
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'{program} {string.Join(' ', arguments)}' does not end within {Limit.TotalMinutes} minutes.");
        }

        Assert.That(process.ExitCode, Is.Zero, $"{output.Result}\n{error.Result}");
        return output.Result;
    }

    /// <summary>A program that goes on until it is ended.</summary>
    public Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        // the tests' own build is none of the host's business
        foreach (string inherited in (string[])["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath"])
        {
            start.Environment.Remove(inherited);
        }

        // what dotnet new and dotnet tool keep goes with the folder
        start.Environment["DOTNET_CLI_HOME"] = _folder.Root;
        return Process.Start(start)!;
    }

    public void Dispose() => _folder.Dispose();

    private static string Package()
    {
        string? package = Environment.GetEnvironmentVariable(PackageVariable);
        if (string.IsNullOrEmpty(package))
        {
            Assert.Ignore($"needs the packed library: 'dotnet pack CovidClassifier -c Release -o FOLDER', and {PackageVariable}=FOLDER");
        }

        return Path.GetFullPath(package!);
    }

    private static string UsersPackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
