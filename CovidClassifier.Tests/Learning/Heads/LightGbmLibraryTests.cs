using System.Runtime.InteropServices;
using CovidClassifier.Learning.Heads;
using Processor = System.Runtime.InteropServices.Architecture;

namespace CovidClassifier.Tests.Learning.Heads;

public class LightGbmLibraryTests
{
    [Test]
    public void Fault_WhereItLoads_IsNone() =>
        Assert.That(LightGbmLibrary.FaultOf(Processor.X64, OSPlatform.Linux, _ => true), Is.Null);

    [TestCase(Processor.Arm64)]
    [TestCase(Processor.X86)]
    public void Fault_OfAnotherProcessor_NamesIt(Processor processor) =>
        Assert.That(LightGbmLibrary.FaultOf(processor, OSPlatform.Linux, _ => true), Does.Contain("x64 processors alone").And.Contain($"{processor}"));

    [TestCase("LINUX", "libgomp.so.1", "libgomp1 on Debian")]
    [TestCase("OSX", "libomp.dylib", "libomp of Homebrew")]
    public void Fault_WithoutOpenMp_NamesThePackage(string system, string library, string package) =>
        Assert.That(LightGbmLibrary.FaultOf(Processor.X64, OSPlatform.Create(system), _ => false), Does.Contain(library).And.Contain(package));

    [Test]
    public void Fault_WithOpenMpAlone_NamesTheLibraryItself() => Assert.That(
        LightGbmLibrary.FaultOf(Processor.X64, OSPlatform.Linux, name => name != "lib_lightgbm"), Does.Contain("lib_lightgbm does not lie beside"));
}
